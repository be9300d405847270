use clerk_toolkit::tool_type;

#[tool_type]
pub struct Order<'a> {
    pub customer: &'a str,
}

fn main() {}
