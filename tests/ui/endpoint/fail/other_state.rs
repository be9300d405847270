use clerk_toolkit::client::{ClerkClient, Result, User};
use clerk_toolkit::clerk_tool;

pub struct Database;

/// Do something.
#[clerk_tool(effect = read, endpoint = "GET /users/count")]
async fn a(database: &Database) -> Result<User>;

/// Do something.
#[clerk_tool(effect = read, endpoint = "GET /users/count")]
async fn b(clerk: &ClerkClient, database: &Database) -> Result<User>;

/// Do something.
#[clerk_tool(effect = read, endpoint = "GET /users/count")]
async fn c(clerk: Option<&ClerkClient>) -> Result<User>;

fn main() {}
