use clerk_toolkit::client::UserId;
use clerk_toolkit::{AuthContext, ClerkClient, ToolError, clerk_tool};

pub struct Orders(Vec<u64>);

/// Count the orders.
#[clerk_tool(effect = read, access = user)]
async fn count_orders(
    /// The user.
    #[scoped]
    user_id: Option<&UserId>,
    /// The orders.
    orders: &Orders,
    /// Clerk.
    clerk: &ClerkClient,
    /// The session.
    auth: Option<&AuthContext>,
) -> Result<usize, ToolError> {
    let _ = (user_id, clerk, auth);
    Ok(orders.0.len())
}

fn main() {}
