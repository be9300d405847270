use clerk_toolkit::client::UserId;
use clerk_toolkit::{ToolError, clerk_tool};

/// Count the orders.
#[clerk_tool(effect = read, access = none)]
async fn count_orders(
    /// The user.
    #[scoped]
    user_id: UserId,
    /// The orders of all users.
    #[unscoped]
    all: bool,
) -> Result<bool, ToolError> {
    let _ = user_id;
    Ok(all)
}

fn main() {}
