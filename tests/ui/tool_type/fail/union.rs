use clerk_toolkit::tool_type;

#[tool_type]
pub union Order {
    pub number: u64,
    pub share: f64,
}

fn main() {}
