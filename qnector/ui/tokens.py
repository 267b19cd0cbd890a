"""Colours, type, radii, shadows: the only file that knows a hex value.

Every colour is a CSS variable; Tailwind's names point at the variables, so dark mode
needs no `dark:` class anywhere.
"""

from __future__ import annotations

from typing import Any

LIGHT: dict[str, str] = {
    "bg": "#f6f6f8",
    "surface": "#ffffff",
    "raised": "#ffffff",
    "sunken": "#f1f1f4",
    "hover": "#f4f4f7",
    "active": "#e9e9ee",
    "fg": "#17181c",
    "muted": "#565a66",
    "subtle": "#676b77",
    "line": "#e5e5ea",
    "field": "#8b8f9b",
    "brand": "#3b4fd8",
    "brand-hover": "#3142bd",
    "brand-soft": "#eef0fd",
    "brand-fg": "#3344c4",
    "brand-deep": "#2b38a6",
    "onbrand": "#ffffff",
    "onbrand-soft": "#dfe3ff",
    "kakao": "#fee500",
    "kakao-hover": "#f2da00",
    "onkakao": "#191919",
    "danger": "#b3261e",
    "danger-hover": "#98201a",
    "ok": "#146c43",
    "ok-soft": "#e3f5eb",
    "warn": "#8a5300",
    "warn-soft": "#fdf1d8",
    "info": "#0b5f8f",
    "info-soft": "#e1f1fb",
    "bad": "#b3261e",
    "bad-soft": "#fdeceb",
    "req": "#8f2f63",
    "req-soft": "#fbe9f2",
    "off": "#565a66",
    "off-soft": "#ededf1",
    "bar": "#c9d0f8",
    "bar-on": "#3b4fd8",
    "scrim": "rgb(15 16 20 / .42)",
    "ring": "#3b4fd8",
}

DARK: dict[str, str] = {
    "bg": "#0e0f13",
    "surface": "#16171c",
    "raised": "#1d1f26",
    "sunken": "#111217",
    "hover": "#1e2027",
    "active": "#272a33",
    "fg": "#ecedf1",
    "muted": "#a9adb9",
    "subtle": "#969aa7",
    "line": "#2a2c35",
    "field": "#6f7482",
    "brand": "#5264ea",
    "brand-hover": "#4656d8",
    "brand-soft": "#1f2444",
    "brand-fg": "#a7b2ff",
    "brand-deep": "#1c2357",
    "onbrand": "#ffffff",
    "onbrand-soft": "#d4d9ff",
    "kakao": "#fee500",
    "kakao-hover": "#f2da00",
    "onkakao": "#191919",
    "danger": "#c8372e",
    "danger-hover": "#ad2d25",
    "ok": "#6fd6a0",
    "ok-soft": "#12291f",
    "warn": "#f1bf62",
    "warn-soft": "#2e2410",
    "info": "#7cc4f0",
    "info-soft": "#102735",
    "bad": "#ff9a92",
    "bad-soft": "#361a19",
    "req": "#f19cc6",
    "req-soft": "#341a29",
    "off": "#a9adb9",
    "off-soft": "#24262e",
    "bar": "#2f3763",
    "bar-on": "#7c8bff",
    "scrim": "rgb(0 0 0 / .6)",
    "ring": "#8e9bff",
}

SHADOWS = {
    "light": {
        "1": "0 1px 2px rgb(15 16 20 / .06)",
        "2": "0 1px 2px rgb(15 16 20 / .06), 0 6px 20px rgb(15 16 20 / .10)",
        "3": "0 2px 6px rgb(15 16 20 / .08), 0 18px 48px rgb(15 16 20 / .18)",
    },
    "dark": {
        "1": "0 1px 2px rgb(0 0 0 / .4)",
        "2": "0 0 0 1px #2a2c35, 0 8px 24px rgb(0 0 0 / .5)",
        "3": "0 0 0 1px #2a2c35, 0 20px 56px rgb(0 0 0 / .65)",
    },
}

SURFACES = ("bg", "surface", "raised", "sunken", "hover")
"""What text may stand on."""

PAIRS: tuple[tuple[str, str], ...] = (
    *((text, surface) for text in ("fg", "muted", "subtle") for surface in SURFACES),
    *(("fg", surface) for surface in ("active", "brand-soft", "warn-soft")),
    *(("muted", surface) for surface in ("active", "brand-soft")),
    *((tone, surface) for tone in ("bad", "ok", "warn", "brand-fg") for surface in SURFACES),
    ("brand-fg", "brand-soft"),
    ("onbrand", "brand"),
    ("onbrand", "brand-hover"),
    ("onbrand", "brand-deep"),
    ("onbrand-soft", "brand-deep"),
    ("onkakao", "kakao"),
    ("onkakao", "kakao-hover"),
    ("onbrand", "danger"),
    ("onbrand", "danger-hover"),
    *((tone, f"{tone}-soft") for tone in ("ok", "warn", "info", "bad", "req", "off")),
)
"""(text, surface): every pair the kit draws; the test computes WCAG's ratio for each."""

FONT = (
    '"Pretendard Variable", Pretendard, -apple-system, BlinkMacSystemFont, '
    '"Apple SD Gothic Neo", "Malgun Gothic", "Noto Sans KR", sans-serif'
)

TYPE = {
    "2xs": ("11px", "16px"),
    "xs": ("12px", "16px"),
    "sm": ("13px", "18px"),
    "base": ("14px", "20px"),
    "md": ("15px", "22px"),
    "lg": ("17px", "24px"),
    "xl": ("20px", "28px"),
    "2xl": ("24px", "32px"),
    "3xl": ("30px", "38px"),
    "4xl": ("38px", "48px"),
    "5xl": ("52px", "64px"),
}

RADII = {"sm": "6px", "md": "8px", "lg": "12px", "xl": "16px"}
LAYERS = {"sticky": "10", "nav": "20", "overlay": "40", "dialog": "50", "toast": "60"}
BREAKPOINTS = {"sm": "640px", "md": "768px", "lg": "1024px", "xl": "1280px"}
EASE = "cubic-bezier(.2,.8,.2,1)"

TOAST_SECONDS = 4
ERROR_TOAST_SECONDS = 8

TAILWIND: dict[str, Any] = {
    "darkMode": "class",
    "theme": {
        "screens": BREAKPOINTS,
        "extend": {
            "colors": {name: f"var(--{name})" for name in LIGHT},
            "fontFamily": {"sans": "var(--font)"},
            "fontSize": {
                name: [size, {"lineHeight": height}] for name, (size, height) in TYPE.items()
            },
            "borderRadius": RADII,
            "boxShadow": {name: f"var(--shadow-{name})" for name in SHADOWS["light"]},
            "zIndex": LAYERS,
            "transitionTimingFunction": {"out": EASE},
        },
    },
    "plugins": [],
}
"""What rxconfig hands to the Tailwind plugin."""

_SHEET = """
@layer theme, base, components, utilities;
:root, .light { color-scheme: light; %(light)s }
.dark { color-scheme: dark; %(dark)s }
:root { --font: %(font)s; --default-font-family: var(--font); }
@layer components {
  html { background: var(--bg); -webkit-text-size-adjust: 100%%; }
  body { margin: 0; background: var(--bg); color: var(--fg); font-family: var(--font);
    font-size: 14px; line-height: 20px; letter-spacing: -.006em; word-break: keep-all;
    overflow-wrap: anywhere; -webkit-font-smoothing: antialiased; }
  h1, h2, h3 { letter-spacing: -.015em; text-wrap: balance; }
  button, input, select, textarea { font: inherit; letter-spacing: inherit; color: inherit; }
  button:not(:disabled), [role=button], label:has(input), summary { cursor: pointer; }
  :focus-visible { outline: 2px solid var(--ring); outline-offset: 2px; }
  ::placeholder { color: var(--subtle); opacity: 1; }
  ::selection { background: var(--brand); color: var(--onbrand); }
  input[type=checkbox], input[type=radio] { accent-color: var(--brand); width: 16px;
    height: 16px; margin: 0; flex: none; }
  input[type=search]::-webkit-search-cancel-button { cursor: pointer; }
  table, .num { font-variant-numeric: tabular-nums; }
  .won { display: inline-block; white-space: nowrap; font-variant-numeric: tabular-nums; }
  .won::first-letter { font-size: .92em; margin-right: 2px; }
  .dark img.photo { filter: brightness(.86); }
  .skeleton { background: var(--active); border-radius: 6px;
    animation: qn-pulse 1.4s ease-in-out infinite; }
  .qn-fade { animation: qn-fade 120ms %(ease)s; }
  .qn-rise { animation: qn-rise 180ms %(ease)s; }
  .qn-sheet { animation: qn-sheet 180ms %(ease)s; }
  .qn-from-right { animation: qn-from-right 180ms %(ease)s; }
  .qn-from-left { animation: qn-from-left 180ms %(ease)s; }
  @media (width >= %(sm)s) { .qn-sheet { animation-name: qn-rise; } }
  .toast { animation: qn-toast %(toast)ss linear forwards; }
  .toast-error { animation-duration: %(error_toast)ss; }
  .toast:hover, .toast:has(:focus-visible) { animation-play-state: paused; }
  .busy-spin { animation: qn-spin .8s linear infinite; }
}
@keyframes qn-pulse { 50%% { opacity: .45; } }
@keyframes qn-fade { from { opacity: 0; } }
@keyframes qn-rise { from { opacity: 0; transform: translateY(8px); } }
@keyframes qn-sheet { from { transform: translateY(24px); opacity: 0; } }
@keyframes qn-from-right { from { transform: translateX(24px); opacity: 0; } }
@keyframes qn-from-left { from { transform: translateX(-24px); opacity: 0; } }
@keyframes qn-toast { 0%% { opacity: 0; transform: translateY(-8px); }
  4%%, 96%% { opacity: 1; transform: none; visibility: visible; }
  100%% { opacity: 0; visibility: hidden; } }
@keyframes qn-spin { to { transform: rotate(360deg); } }
@media (prefers-reduced-motion: reduce) {
  *, ::before, ::after { transition-duration: 0s !important; scroll-behavior: auto !important; }
  .skeleton, .qn-fade, .qn-rise, .qn-sheet, .qn-from-right, .qn-from-left { animation: none; }
}
@media (forced-colors: active) { [aria-current], [aria-pressed=true] { outline: 2px solid; } }
@media print {
  @page { size: A4; margin: 12mm; }
  :root, .dark { color-scheme: light; %(light)s }
  html, body { background: none; }
  .no-print { display: none !important; }
  tr, .keep { break-inside: avoid; }
  thead { display: table-header-group; }
  *, ::before, ::after { box-shadow: none !important; animation: none !important; }
}
"""


def stylesheet() -> str:
    """The text of styles/qn.css: variables for both modes and the rules classes cannot say."""
    return _SHEET % {
        "light": _variables(LIGHT, SHADOWS["light"]),
        "dark": _variables(DARK, SHADOWS["dark"]),
        "font": FONT,
        "ease": EASE,
        "sm": BREAKPOINTS["sm"],
        "toast": TOAST_SECONDS,
        "error_toast": ERROR_TOAST_SECONDS,
    }


def _variables(colours: dict[str, str], shadows: dict[str, str]) -> str:
    named = [f"--{name}: {value};" for name, value in colours.items()]
    return " ".join(named + [f"--shadow-{name}: {value};" for name, value in shadows.items()])
