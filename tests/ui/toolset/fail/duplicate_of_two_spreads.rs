use clerk_toolkit::toolset;

toolset! {
    pub const TOOLS = [..fixture_billing::TOOLS, ..fixture_renamed::TOOLS];
}

fn main() {}
