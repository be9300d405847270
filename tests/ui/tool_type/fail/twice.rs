use clerk_toolkit::tool_type;

#[tool_type]
#[tool_type]
pub struct Order {
    pub number: u64,
}

fn main() {}
