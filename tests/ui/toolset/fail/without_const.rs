use clerk_toolkit::toolset;

toolset![fixture_billing::refund_order];

fn main() {}
