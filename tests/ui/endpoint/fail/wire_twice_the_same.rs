use clerk_toolkit::client::{ClerkClient, Result, User, UserId};
use clerk_toolkit::clerk_tool;

/// Do something.
#[clerk_tool(effect = read, endpoint = "GET /users")]
async fn a(
    clerk: &ClerkClient,
    /// The user.
    user_id: UserId,
    /// Another.
    #[wire("user_id")]
    other: UserId,
) -> Result<User>;

fn main() {}
