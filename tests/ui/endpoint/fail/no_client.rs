use clerk_toolkit::client::{Result, User, UserId};
use clerk_toolkit::{AuthContext, clerk_tool};

/// Do something.
#[clerk_tool(effect = read, endpoint = "GET /users/{user_id}")]
async fn a(
    /// The user.
    user_id: UserId,
) -> Result<User>;

/// Do something.
#[clerk_tool(effect = read, endpoint = "GET /users/count")]
async fn b(auth: &AuthContext) -> Result<User>;

fn main() {}
