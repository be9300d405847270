use clerk_toolkit::tool_type;

#[tool_type]
fn order() {}

#[tool_type]
mod orders {}

fn main() {}
