use clerk_toolkit::client::{ClerkClient, Result, User, UserId};
use clerk_toolkit::clerk_tool;

/// Do something.
#[clerk_tool(effect = read, endpoint = "GET /users")]
async fn a(
    clerk: &ClerkClient,
    /// The user.
    #[wire]
    user_id: UserId,
) -> Result<User>;

/// Do something.
#[clerk_tool(effect = read, endpoint = "GET /users")]
async fn b(
    clerk: &ClerkClient,
    /// The user.
    #[wire = "user_id"]
    user_id: UserId,
) -> Result<User>;

/// Do something.
#[clerk_tool(effect = read, endpoint = "GET /users")]
async fn c(
    clerk: &ClerkClient,
    /// The user.
    #[wire("")]
    user_id: UserId,
) -> Result<User>;

/// Do something.
#[clerk_tool(effect = read, endpoint = "GET /users")]
async fn d(
    clerk: &ClerkClient,
    /// The user.
    #[wire("user id")]
    user_id: UserId,
) -> Result<User>;

/// Do something.
#[clerk_tool(effect = read, endpoint = "GET /users")]
async fn e(
    clerk: &ClerkClient,
    /// The user.
    #[wire(user_id)]
    user_id: UserId,
) -> Result<User>;

/// Do something.
#[clerk_tool(effect = read, endpoint = "GET /users")]
async fn f(
    clerk: &ClerkClient,
    /// The user.
    #[wire("a", "b")]
    user_id: UserId,
) -> Result<User>;

/// Do something.
#[clerk_tool(effect = read, endpoint = "GET /users")]
async fn g(
    clerk: &ClerkClient,
    /// The user.
    #[wire(body, skip)]
    user_id: UserId,
) -> Result<User>;

/// Do something.
#[clerk_tool(effect = read, endpoint = "GET /users")]
async fn h(
    clerk: &ClerkClient,
    /// The user.
    #[wire("user_id")]
    #[wire("id")]
    user_id: UserId,
) -> Result<User>;

/// Do something.
#[clerk_tool(effect = read, endpoint = "GET /users")]
async fn i(
    clerk: &ClerkClient,
    /// The user.
    #[wier("id")]
    user_id: UserId,
) -> Result<User>;

fn main() {}
