use clerk_toolkit::toolset;

toolset! {
    pub const TOOLS: u64 = [fixture_billing::refund_order];
}

fn main() {}
