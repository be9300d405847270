use clerk_toolkit::client::{OrganizationId, UserId};
use clerk_toolkit::{ClerkClient, ToolError, clerk_tool};

/// Count the orders.
#[clerk_tool(effect = read, access = user)]
async fn count_orders(
    #[scope] clerk: &ClerkClient,
    /// The user.
    #[scope]
    user_id: UserId,
    /// The organization.
    #[Scoped]
    organization_id: OrganizationId,
    /// The orders of all users.
    #[unscope]
    all: bool,
    /// The first day.
    #[Serde(default)]
    from: u64,
) -> Result<u64, ToolError> {
    let _ = (clerk, user_id, organization_id, all);
    Ok(from)
}

fn main() {}
