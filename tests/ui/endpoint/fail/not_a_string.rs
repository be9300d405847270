use clerk_toolkit::client::{ClerkClient, Result, User};
use clerk_toolkit::clerk_tool;

/// Do something.
#[clerk_tool(effect = read, endpoint = GET)]
async fn a(clerk: &ClerkClient) -> Result<User>;

/// Do something.
#[clerk_tool(effect = read, endpoint = GET_USER)]
async fn b(clerk: &ClerkClient) -> Result<User>;

fn main() {}
