use clerk_toolkit::serde::Serialize;
use clerk_toolkit::tool_type;

#[tool_type]
#[derive(Serialize)]
pub struct Order {
    pub number: u64,
}

fn main() {}
