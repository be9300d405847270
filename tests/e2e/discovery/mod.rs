//! Four tools in place of all: they find and call the tools of any toolkit, and a call is the same as a direct one.

mod calls;
mod definitions;
mod finding;
mod recall;

use clerk_toolkit::client::UserId;
use clerk_toolkit::tool::DynamicTool;
use clerk_toolkit::toolkit::ClerkToolkitBuilder;
use clerk_toolkit::{Access, ClerkToolkit, Effect, ToolError, clerk_tool, tool_type, toolset};
use serde_json::json;

/// An order of a shop.
#[tool_type]
#[derive(Debug)]
pub(crate) struct Order {
    number: u32,
    key: String,
}

/// Read an order.
#[clerk_tool(effect = read, access = none)]
async fn get_order(
    /// Such as `1024`.
    number: u32,
) -> Result<Order, ToolError> {
    Ok(Order { number, key: "sk_live_4eC39HqLyjWDarjtT1zdp7dc".to_owned() })
}

/// Pay an order back.
#[clerk_tool(effect = write, access = none)]
async fn refund_order(
    /// Such as `1024`.
    number: u32,
) -> Result<u32, ToolError> {
    Ok(number)
}

/// Delete the history of a user.
#[clerk_tool(effect = destructive, access = user)]
async fn delete_history(
    /// `user_…`
    #[scoped]
    user_id: UserId,
) -> Result<UserId, ToolError> {
    Err(ToolError::new("history_locked", format!("The history of {user_id} is locked.")))
}

toolset! {
    /// Tools of an application, one for each effect.
    pub(crate) const SHOP = [get_order, refund_order, delete_history];
}

/// A tool that is defined at run time.
fn track_parcel() -> DynamicTool {
    DynamicTool::builder("trackParcel", Effect::Read, "Return where a parcel is.")
        .category("shipping")
        .access(Access::None)
        .handler(|call| async move { Ok(json!({ "at": "Oslo", "arguments": call.arguments() })) })
}

fn shop() -> ClerkToolkitBuilder {
    ClerkToolkit::builder().tools(SHOP).tool(track_parcel())
}

/// A toolkit for a shop, without discovery.
fn plain() -> ClerkToolkit {
    shop().build().expect("the toolkit is valid")
}

/// The names of a toolkit's tools.
fn names(toolkit: &ClerkToolkit) -> Vec<String> {
    toolkit.all_tools().iter().map(|tool| tool.name().to_owned()).collect()
}
