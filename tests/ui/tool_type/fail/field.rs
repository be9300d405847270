use clerk_toolkit::tool_type;

pub struct Day;

#[tool_type]
pub struct Order {
    pub number: u64,
    pub day: Day,
}

fn main() {}
