use clerk_toolkit::toolset;

toolset! {
    pub const TOOLS = [..fixture_billing::TOLS];
}

fn main() {}
