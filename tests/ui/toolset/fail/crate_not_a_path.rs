use clerk_toolkit::toolset;

toolset! {
    crate = "clerk_toolkit";
    pub const TOOLS = [fixture_billing::refund_order];
}

fn main() {}
