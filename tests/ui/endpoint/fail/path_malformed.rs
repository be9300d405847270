use clerk_toolkit::client::{ClerkClient, Result, User};
use clerk_toolkit::clerk_tool;

/// Do something.
#[clerk_tool(effect = read, endpoint = "")]
async fn a(clerk: &ClerkClient) -> Result<User>;

/// Do something.
#[clerk_tool(effect = read, endpoint = "/users")]
async fn b(clerk: &ClerkClient) -> Result<User>;

/// Do something.
#[clerk_tool(effect = read, endpoint = "GET users")]
async fn c(clerk: &ClerkClient) -> Result<User>;

/// Do something.
#[clerk_tool(effect = read, endpoint = "GET https://api.clerk.com/v1/users")]
async fn d(clerk: &ClerkClient) -> Result<User>;

/// Do something.
#[clerk_tool(effect = read, endpoint = "GET /v1/users")]
async fn e(clerk: &ClerkClient) -> Result<User>;

/// Do something.
#[clerk_tool(effect = read, endpoint = "GET /users?limit=1")]
async fn f(clerk: &ClerkClient) -> Result<User>;

/// Do something.
#[clerk_tool(effect = read, endpoint = "GET /users/")]
async fn g(clerk: &ClerkClient) -> Result<User>;

/// Do something.
#[clerk_tool(effect = read, endpoint = "GET /users/:user_id")]
async fn h(clerk: &ClerkClient) -> Result<User>;

/// Do something.
#[clerk_tool(effect = read, endpoint = "GET /users/a.b")]
async fn i(clerk: &ClerkClient) -> Result<User>;

/// Do something.
#[clerk_tool(effect = read, endpoint = "GET /users/{user_id}/organizations/{user_id}")]
async fn k(clerk: &ClerkClient) -> Result<User>;

fn main() {}
