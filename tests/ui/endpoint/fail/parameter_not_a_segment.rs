use clerk_toolkit::client::{ClerkClient, Result, User, UserId};
use clerk_toolkit::clerk_tool;

/// Do something.
#[clerk_tool(effect = read, endpoint = "GET /users/{user_id}")]
async fn a(
    clerk: &ClerkClient,
    /// The user.
    user_id: String,
) -> Result<User>;

/// Do something.
#[clerk_tool(effect = read, endpoint = "GET /users/{user_id}")]
async fn b(
    clerk: &ClerkClient,
    /// The user.
    user_id: Option<UserId>,
) -> Result<User>;

fn main() {}
