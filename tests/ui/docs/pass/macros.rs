//! Descriptions and names that macros write.

use clerk_toolkit::{ToolError, clerk_tool};
use clerk_toolkit_ui_tests::{definition, schema};

#[doc = include_str!("orders.md")]
#[clerk_tool(effect = read)]
async fn count_orders(
    #[doc = concat!("The largest count in ", env!("CARGO_PKG_NAME"), ".")] limit: u64,
) -> Result<u64, ToolError> {
    Ok(limit)
}

macro_rules! tools {
    ($($name:ident $verb:literal $count:literal)*) => {
        $(
            #[doc = concat!($verb, " ", $count, " [`Order`]s, as `", stringify!($name), "` says.")]
            ///
            /// # Errors
            /// Never.
            #[clerk_tool(effect = read, name = concat!("orders-", $verb, "-", $count), title = concat!($verb, " orders"))]
            async fn $name() -> Result<u64, ToolError> {
                Ok($count)
            }
        )*
    };
}

tools! {
    find_orders "Find" 5
}

#[test]
fn runs() {
    assert_eq!(definition::<count_orders>().description(), "Count the orders\nof a [`User`].");
    let limit = &schema::<count_orders>()["properties"]["limit"];
    assert_eq!(limit["description"], "The largest count in clerk-toolkit-ui-tests.");
    let tool = definition::<find_orders>();
    assert_eq!((tool.name(), tool.title()), ("orders-Find-5", "Find orders"));
    assert_eq!(tool.description(), "Find 5 `Order`s, as `find_orders` says.");
}
