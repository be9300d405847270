use clerk_toolkit::client::UserId;
use clerk_toolkit::{ToolError, clerk_tool};

/// Count the orders.
#[clerk_tool(effect = read, access = user)]
async fn count_orders(
    /// The user.
    #[scoped(user)]
    user_id: UserId,
    /// The last day.
    #[unscoped = "admin"]
    day: u64,
) -> Result<u64, ToolError> {
    let _ = user_id;
    Ok(day)
}

fn main() {}
