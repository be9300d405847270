use clerk_toolkit::{Toolset, catalog};

pub const TOOLS: Toolset = fixture_billing::TOOLS.select(["getOrganization"]);
pub const ALL: Toolset = catalog::DEFAULT.select(["billing"]);

fn main() {}
