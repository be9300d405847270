use clerk_toolkit::{catalog, toolset};

toolset! {
    pub const TOOLS = [catalog::users::TOOLS.select(["getUser"]), ...fixture_billing::TOOLS];
}

fn main() {}
