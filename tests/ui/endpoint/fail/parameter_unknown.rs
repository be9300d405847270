use clerk_toolkit::client::{ClerkClient, Result, User, UserId};
use clerk_toolkit::clerk_tool;

/// Do something.
#[clerk_tool(effect = read, endpoint = "GET /users/{userId}")]
async fn a(
    clerk: &ClerkClient,
    /// The user.
    user_id: UserId,
) -> Result<User>;

/// Do something.
#[clerk_tool(effect = read, endpoint = "GET /users/{id}")]
async fn b(clerk: &ClerkClient) -> Result<User>;

/// Do something.
#[clerk_tool(effect = read, endpoint = "GET /users/{user_id}")]
async fn c(
    clerk: &ClerkClient,
    /// The user.
    #[wire("id")]
    user_id: UserId,
) -> Result<User>;

fn main() {}
