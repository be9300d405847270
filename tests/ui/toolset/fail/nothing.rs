use clerk_toolkit::toolset;

toolset! {}

fn main() {}
