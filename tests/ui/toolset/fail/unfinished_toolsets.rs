use clerk_toolkit::toolset;

toolset! {
    pub const FIRST = [fixture_billing::refund_order,, fixture_billing::find_order];
    pub const SECOND = [fixture_billing::refund_order];
    const fn third() {}
}

fn main() {
    println!("{FIRST:?} {SECOND:?}");
}
