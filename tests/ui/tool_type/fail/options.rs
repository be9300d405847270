use clerk_toolkit::tool_type;

#[tool_type(rename_all = "snake_case")]
pub struct Order {
    pub number: u64,
}

fn main() {}
