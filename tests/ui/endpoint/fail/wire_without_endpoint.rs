use clerk_toolkit::client::{ClerkClient, Result, User, UserId};
use clerk_toolkit::clerk_tool;

/// Do something.
#[clerk_tool(effect = read)]
async fn a(
    clerk: &ClerkClient,
    /// The user.
    #[wire("id")]
    user_id: UserId,
) -> Result<User> {
    clerk.users().get(&user_id).await
}

fn main() {}
