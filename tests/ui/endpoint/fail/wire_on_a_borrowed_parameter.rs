use clerk_toolkit::client::{ClerkClient, Result, User};
use clerk_toolkit::clerk_tool;

/// Do something.
#[clerk_tool(effect = read, endpoint = "GET /users/count")]
async fn a(#[wire("clerk")] clerk: &ClerkClient) -> Result<User>;

fn main() {}
