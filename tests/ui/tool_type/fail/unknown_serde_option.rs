use clerk_toolkit::tool_type;

#[tool_type]
#[serde(colour = "red")]
pub struct Order {
    pub number: u64,
}

fn main() {}
