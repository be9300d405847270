use clerk_toolkit::toolset;

toolset! {
    pub const TOOLS = [fixture_billing::refund_oder];
}

fn main() {}
