use clerk_toolkit::toolset;

toolset! {
    pub const FIRST = [fixture_billing::refund_order,, fixture_billing::find_order];
    pub const SECOND: [];
    pub const THIRD = [fixture_billing::refund_order];
    const fn fourth() {}
}

fn main() {
    println!("{FIRST:?} {SECOND:?} {THIRD:?}");
}
