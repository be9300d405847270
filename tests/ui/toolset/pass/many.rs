//! A toolset of 300 tools, and one that includes it, stay within the compiler's limits for a constant.

use clerk_toolkit::{ToolError, Toolset, catalog, clerk_tool, toolset};

macro_rules! tools {
    ($($name:ident)*) => {
        $(
            /// Do nothing.
            #[clerk_tool(effect = read)]
            fn $name() -> Result<(), ToolError> {
                Ok(())
            }
        )*
        toolset! {
            const TOOLS = [$($name),*];
        }
    };
}

// In the reverse order of their names, so that there is something to sort.
tools! {
    t299 t298 t297 t296 t295 t294 t293 t292 t291 t290 t289 t288 t287 t286 t285 t284 t283 t282 t281 t280
    t279 t278 t277 t276 t275 t274 t273 t272 t271 t270 t269 t268 t267 t266 t265 t264 t263 t262 t261 t260
    t259 t258 t257 t256 t255 t254 t253 t252 t251 t250 t249 t248 t247 t246 t245 t244 t243 t242 t241 t240
    t239 t238 t237 t236 t235 t234 t233 t232 t231 t230 t229 t228 t227 t226 t225 t224 t223 t222 t221 t220
    t219 t218 t217 t216 t215 t214 t213 t212 t211 t210 t209 t208 t207 t206 t205 t204 t203 t202 t201 t200
    t199 t198 t197 t196 t195 t194 t193 t192 t191 t190 t189 t188 t187 t186 t185 t184 t183 t182 t181 t180
    t179 t178 t177 t176 t175 t174 t173 t172 t171 t170 t169 t168 t167 t166 t165 t164 t163 t162 t161 t160
    t159 t158 t157 t156 t155 t154 t153 t152 t151 t150 t149 t148 t147 t146 t145 t144 t143 t142 t141 t140
    t139 t138 t137 t136 t135 t134 t133 t132 t131 t130 t129 t128 t127 t126 t125 t124 t123 t122 t121 t120
    t119 t118 t117 t116 t115 t114 t113 t112 t111 t110 t109 t108 t107 t106 t105 t104 t103 t102 t101 t100
    t099 t098 t097 t096 t095 t094 t093 t092 t091 t090 t089 t088 t087 t086 t085 t084 t083 t082 t081 t080
    t079 t078 t077 t076 t075 t074 t073 t072 t071 t070 t069 t068 t067 t066 t065 t064 t063 t062 t061 t060
    t059 t058 t057 t056 t055 t054 t053 t052 t051 t050 t049 t048 t047 t046 t045 t044 t043 t042 t041 t040
    t039 t038 t037 t036 t035 t034 t033 t032 t031 t030 t029 t028 t027 t026 t025 t024 t023 t022 t021 t020
    t019 t018 t017 t016 t015 t014 t013 t012 t011 t010 t009 t008 t007 t006 t005 t004 t003 t002 t001 t000
}

toolset! {
    const MORE = [..catalog::ALL, ..TOOLS];
}

const PART: Toolset = MORE.select(["users", "t000"]);

#[test]
fn runs() {
    assert_eq!((TOOLS.len(), MORE.len()), (300, 300 + catalog::ALL.len()));
    for tool in MORE.iter() {
        assert_eq!(MORE.get(tool.name()).map(|found| found.path()), Some(tool.path()));
    }
    assert_eq!(PART.iter().last().map(|tool| tool.name()), Some("t000"));
}
