using System.Text;

namespace CpdCourse.Testing;

/// <summary>Texts made to run a script where they are shown; README.md says where they come from.</summary>
public static class Attacks
{
    private static readonly string[] Spellings =
    [
        "{0}:",
        "{0}&colon;",
        "{0}&#58;",
        " {0}:",
        "\u0001{0}:",
        "{0}\t:",
        "{0}\n:",
        "&#x09;{0}:",
        "{0}%3A",
        "\u00a0{0}:",
        "\\{0}:",
    ];

    private static readonly (string Name, string Target)[] Schemes =
    [
        ("javascript", "alert(1)"),
        ("JaVaScRiPt", "//%0aalert(1)"),
        ("java\nscript", "alert(1)"),
        ("&#106;avascript", "alert(1)"),
        ("vbscript", "msgbox(1)"),
        ("data", "text/html,<script>alert(1)</script>"),
        ("view-source:javascript", "alert(1)"),
    ];

    private static readonly string[] Places =
    [
        "<a href=\"{0}\">x</a>",
        "<iframe src='{0}'></iframe>",
        "<form action=\"{0}\"><button>x</button></form>",
        "<svg><a xlink:href=\"{0}\"><text>x</text></a></svg>",
        "<meta http-equiv=refresh content=\"0;url={0}\">",
        "<object data=\"{0}\"></object>",
        "[x]({0})",
        "[x](<{0}>)",
        "![x]({0})",
        "[x][r]\n\n[r]: {0} \"t\"",
        "<{0}>",
        "x[^1]\n\n[^1]: [x]({0})",
    ];

    private static readonly string[] Elements =
    [
        "<img src=x {0}=alert(1)>",
        "<svg {0}=alert(1)>",
        "<body {0}=alert(1)>",
        "<details open {0}=alert(1)>x",
        "<input autofocus {0}=alert(1)>",
        "<video src=x {0}=alert(1)><source>",
        "<a href=# tabindex=1 autofocus id=x {0}=alert(1)>x</a>",
    ];

    private static readonly string[] Handlers =
        "onload onerror onfocus onfocusin onblur ontoggle onbeforetoggle onstart onfinish onbounce onbegin onend onrepeat onanimationstart onanimationend onanimationiteration ontransitionend ontransitionrun onwheel onscroll onscrollend onresize onhashchange onpageshow onpopstate onmessage onbeforeunload onunload onpointerover onpointerrawupdate onmouseover onmouseenter onmousemove onclick onauxclick oncontextmenu onkeydown oninput onchange oninvalid onsearch onselect onsubmit onreset oncut oncopy onpaste ondrag ondrop onplay onplaying oncanplay oncanplaythrough onloadstart onloadeddata onloadedmetadata ondurationchange onprogress onsuspend onstalled onwaiting ontimeupdate onvolumechange onseeked oncuechange onafterscriptexecute onbeforescriptexecute oncontentvisibilityautostatechange onsecuritypolicyviolation onwebkitanimationstart onfullscreenchange onselectionchange onunhandledrejection onformdata onslotchange oncommand".Split(
            ' '
        );

    /// <summary>Those written for this program, by kind.</summary>
    public static IReadOnlyList<string> Written { get; } = Read("written");

    /// <summary>Those that others collected.</summary>
    public static IReadOnlyList<string> Collected { get; } =
    [
        .. Read("blns"),
        .. Read("bluemonday"),
        .. Read("owasp-java-html-sanitizer"),
        .. Read("sanitize-html"),
    ];

    /// <summary>Every handler on every element, and every address at every place.</summary>
    public static IReadOnlyList<string> Made { get; } =
    [
        .. Handlers.SelectMany(on => Elements.Select(element => Put(element, on))),
        .. Places.SelectMany(place => Addresses().Select(address => Put(place, address))),
    ];

    public static IReadOnlyList<string> All { get; } =
    [.. Written.Concat(Collected).Concat(Made).Distinct(StringComparer.Ordinal)];

    private static IEnumerable<string> Addresses() =>
        from scheme in Schemes
        from spelling in Spellings
        select Put(spelling, scheme.Name) + scheme.Target;

    private static string Put(string around, string text) =>
        around.Replace("{0}", text, StringComparison.Ordinal);

    private static List<string> Read(string name) =>
        [
            .. File.ReadAllLines(Path.Combine(Folder(), name + ".txt"))
                .Where(line => line.Length > 0 && !IsHeading(line))
                .Select(Unescape),
        ];

    // "## [x](y)" and "## <b>" are attacks; "## Frames" is a heading of the file.
    private static bool IsHeading(string line) =>
        line.StartsWith("## ", StringComparison.Ordinal)
        && line.Length > 3
        && char.IsAsciiLetter(line[3]);

    private static string Unescape(string line)
    {
        var text = new StringBuilder();
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] != '\\' || i + 1 == line.Length)
            {
                text.Append(line[i]);
            }
            else if (line[++i] == 'u')
            {
                text.Append((char)Convert.ToInt32(line.Substring(i + 1, 4), 16));
                i += 4;
            }
            else
            {
                text.Append(Named(line[i]));
            }
        }

        return text.ToString();
    }

    private static char Named(char letter) =>
        letter switch
        {
            'n' => '\n',
            't' => '\t',
            'r' => '\r',
            'f' => '\f',
            '0' => '\0',
            _ => letter,
        };

    private static string Folder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "CpdCourse.sln")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder!.FullName, "tests", "CpdCourse.Testing", "Attacks");
    }
}
