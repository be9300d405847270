//! `macro_rules!` can write tools.

use clerk_toolkit::serde_json::json;
use clerk_toolkit::{ToolError, clerk_tool, toolset};
use clerk_toolkit_ui_tests::{call, definition};

pub struct More(u64);

macro_rules! counters {
    ($($vis:vis $name:ident($doc:literal, $argument:ident: $ty:ty, $state:ty) -> $effect:ident;)*) => {
        $(
            #[doc = $doc]
            #[clerk_tool(effect = $effect, access = none)]
            $vis async fn $name(
                /// What to count.
                $argument: $ty,
                more: Option<&$state>,
            ) -> Result<u64, ToolError> {
                Ok(u64::from($argument) + more.map_or(0, |more| more.0))
            }
        )*
        toolset! {
            const TOOLS = [$($name),*];
        }
    };
}

macro_rules! counters_of {
    ($($tokens:tt)*) => {
        counters! { $($tokens)* }
    };
}

counters_of! {
    pub count_orders("Count the orders.", orders: u32, More) -> read;
    count_users("Count the users.", users: u8, More) -> write;
}

#[test]
fn runs() {
    assert_eq!(TOOLS.len(), 2);
    assert_eq!(definition::<count_users>().description(), "Count the users.");
    assert_eq!(call::<count_orders>(json!({ "orders": 5 })), Ok(json!(5)));
}
