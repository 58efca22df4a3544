using System.IO.Compression;
using System.Reflection;
using System.Text;
using CpdCourse.Data;
using CpdCourse.Domain.Courses;
using CpdCourse.Linking;
using CpdCourse.Markup;

namespace CpdCourse.UnitTests.House;

/// <summary>Passing a measure means that a word is missing from the model: find it. An exception carries its reason.</summary>
public sealed class SizeTests
{
    private const int FileLimit = 300;
    private const int MemberLimit = 40;
    private const int HandlerLimit = 25;
    private const int DependencyLimit = 5;
    private const int StyleLimit = 12 * 1024;

    private static readonly Dictionary<string, string> LongFiles = new(StringComparer.Ordinal)
    {
        ["src/CpdCourse.Web/wwwroot/site.css"] = "one style sheet, measured by its bytes below",
    };

    private static readonly Dictionary<string, string> LongMembers = new(StringComparer.Ordinal)
    {
        ["tests/CpdCourse.BrowserTests/Places.cs new"] = "the list of all pages",
    };

    private static readonly Dictionary<string, string> LongHandlers = new(StringComparer.Ordinal)
    { };

    private static readonly Dictionary<string, string> ManyDependencies = new(
        StringComparer.Ordinal
    )
    {
        ["CpdCourse.Web.Features.Setup.DemoCourse"] = "it plays everybody's part once",
    };

    [Fact]
    public void A_file_has_at_most_300_lines() =>
        Check(
            from source in Code()
            let lines = source.Text.TrimEnd('\n').Count('\n') + 1
            where lines > FileLimit
            select (source.Path, $"{lines} lines"),
            LongFiles,
            $"A file has at most {FileLimit} lines."
        );

    [Fact]
    public void A_member_has_at_most_40_lines() =>
        Check(
            from source in Code()
            where source.Name.EndsWith(".cs", StringComparison.Ordinal)
            from member in CSharpOutline.Members(source.Text)
            where member.Lines > MemberLimit
            select (
                $"{source.Path} {member.Name}",
                $"{member.Lines} lines, from line {member.Line}"
            ),
            LongMembers,
            $"A method has at most {MemberLimit} lines."
        );

    [Fact]
    public void A_page_handler_has_at_most_25_lines() =>
        Check(
            from source in Sources.In("src/CpdCourse.Web/Features", ".cshtml.cs")
            from member in CSharpOutline.Members(source.Text)
            where IsHandler(member.Name) && member.Lines > HandlerLimit
            select (
                $"{source.Path} {member.Name}",
                $"{member.Lines} lines, from line {member.Line}"
            ),
            LongHandlers,
            $"A page handler has at most {HandlerLimit} lines: the rest is a verb or a query beside it."
        );

    [Fact]
    public void A_class_has_at_most_five_dependencies() =>
        Check(
            from assembly in new[]
            {
                typeof(Thing).Assembly,
                typeof(CourseDb).Assembly,
                typeof(Render).Assembly,
                typeof(WebAddress).Assembly,
                typeof(Program).Assembly,
            }
            from type in assembly.GetTypes()
            // A record holds facts; a class holds what it works with.
            where type.IsClass && type.GetMethod("<Clone>$") is null && !IsGenerated(type)
            from made in type.GetConstructors(
                BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance
            )
            let count = made.GetParameters().Length
            where count > DependencyLimit
            select (type.FullName!, $"{count} dependencies"),
            ManyDependencies,
            $"A constructor takes at most {DependencyLimit}."
        );

    [Fact]
    public void The_style_sheet_fits_into_12_KB_on_the_wire()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(Sources.Read("src/CpdCourse.Web/wwwroot/site.css")));
        }

        packed.Length.ShouldBeLessThanOrEqualTo(
            StyleLimit,
            "site.css is every reader's first request; look for rules that nothing uses."
        );
    }

    [Fact]
    public void The_outline_sees_through_strings_and_initialisers()
    {
        const string text = """"
            namespace A;

            public sealed class B(int c)
            {
                private static readonly string[] D = ["}", $"{"}"}{{", @"a""}", """{"""];

                // }
                public int E { get; set; } = 3;

                public string F(int g = 1) =>
                    g switch
                    {
                        1 => "{",
                        _ => "}",
                    };

                public void H()
                {
                    if (c == '{')
                    {
                    }
                }
            }
            """";

        CSharpOutline
            .Members(text)
            .Select(m => (m.Name, m.Line, m.Lines))
            .ShouldContain(("F", 10, 3));
        CSharpOutline
            .Members(text)
            .Select(m => (m.Name, m.Line, m.Lines))
            .ShouldContain(("H", 17, 2));
    }

    private static IEnumerable<Source> Code() =>
        Sources
            .In("src", ".cs", ".cshtml", ".css", ".js")
            .Concat(Sources.In("tests", ".cs", ".cshtml", ".css", ".js"))
            .Where(s => !s.Path.Contains("/cases/", StringComparison.Ordinal));

    private static bool IsHandler(string name) =>
        name.StartsWith("OnGet", StringComparison.Ordinal)
        || name.StartsWith("OnPost", StringComparison.Ordinal);

    private static bool IsGenerated(Type type) =>
        type.Name.Contains('<', StringComparison.Ordinal)
        || type.IsDefined(
            typeof(System.Runtime.CompilerServices.CompilerGeneratedAttribute),
            inherit: false
        );

    private static void Check(
        IEnumerable<(string Where, string What)> offenders,
        Dictionary<string, string> exceptions,
        string rule
    )
    {
        var found = offenders.ToList();
        found
            .Where(o => !exceptions.ContainsKey(o.Where))
            .Select(o => $"{o.Where}: {o.What}")
            .ShouldBeEmpty(
                rule + " Find the word that is missing, or name an exception with its reason."
            );
        exceptions
            .Keys.Except(found.Select(o => o.Where), StringComparer.Ordinal)
            .ShouldBeEmpty("An exception is no longer needed: take it off the list.");
    }
}
