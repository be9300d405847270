use clerk_toolkit::tool_type;

#[tool_type(crate = "clerk_toolkit")]
pub struct Order {
    pub number: u64,
}

fn main() {}
