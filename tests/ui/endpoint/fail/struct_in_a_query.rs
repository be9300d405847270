use clerk_toolkit::client::{ClerkClient, Result, User};
use clerk_toolkit::{clerk_tool, tool_type};

#[tool_type]
pub struct Filter {
    pub name: String,
}

/// Do something.
#[clerk_tool(effect = read, endpoint = "GET /users")]
async fn a(
    clerk: &ClerkClient,
    /// The user.
    user_id: Filter,
) -> Result<User>;

/// Do something.
#[clerk_tool(effect = read, endpoint = "DELETE /users")]
async fn b(
    clerk: &ClerkClient,
    /// The user.
    user_id: Vec<Filter>,
) -> Result<User>;

fn main() {}
