use clerk_toolkit::toolset;

toolset! {
    pub static TOOLS = [fixture_billing::refund_order];
}

fn main() {}
