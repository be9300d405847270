use clerk_toolkit::client::{ClerkClient, Result};
use clerk_toolkit::clerk_tool;

/// Do something.
#[clerk_tool(effect = read, endpoint = "GET /users/count")]
async fn a(clerk: &ClerkClient) -> Result<Usr>;

fn main() {}
