use clerk_toolkit::client::{ClerkClient, Result};
use clerk_toolkit::{clerk_tool, serde};

#[derive(serde::Serialize)]
#[serde(crate = "clerk_toolkit::serde")]
pub struct Count {
    count: u64,
}

/// Do something.
#[clerk_tool(effect = read, endpoint = "GET /users/count")]
async fn a(clerk: &ClerkClient) -> Result<Count>;

fn main() {}
