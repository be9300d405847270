use clerk_toolkit::client::{ClerkClient, Result, User, UserId};
use clerk_toolkit::clerk_tool;

/// Do something.
#[clerk_tool(effect = read, endpoint = "GET /users")]
async fn a(
    clerk: &ClerkClient,
    /// The user.
    #[wire(body)]
    user_id: UserId,
) -> Result<User>;

/// Do something.
#[clerk_tool(effect = read, endpoint = "POST /users/bulk")]
async fn b(
    clerk: &ClerkClient,
    /// The user.
    #[wire(body)]
    user_id: UserId,
    /// The role.
    role: String,
) -> Result<User>;

/// Do something.
#[clerk_tool(effect = read, endpoint = "POST /users")]
async fn c(
    clerk: &ClerkClient,
    /// The user.
    #[wire(skip)]
    user_id: UserId,
) -> Result<User>;

fn main() {}
