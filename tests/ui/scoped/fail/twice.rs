use clerk_toolkit::client::UserId;
use clerk_toolkit::{ToolError, clerk_tool};

/// Count the orders.
#[clerk_tool(effect = read, access = user)]
async fn count_orders(
    /// The user.
    #[scoped]
    #[scoped]
    user_id: UserId,
) -> Result<u64, ToolError> {
    let _ = user_id;
    Ok(0)
}

fn main() {}
