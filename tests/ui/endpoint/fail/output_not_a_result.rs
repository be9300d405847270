use clerk_toolkit::client::{ClerkClient, User};
use clerk_toolkit::clerk_tool;

/// Do something.
#[clerk_tool(effect = read, endpoint = "GET /users/count")]
async fn a(clerk: &ClerkClient) -> User;

fn main() {}
