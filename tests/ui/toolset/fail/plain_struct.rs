use clerk_toolkit::toolset;

pub struct Order;

toolset! {
    pub const TOOLS = [fixture_billing::refund_order, Order];
}

fn main() {}
