using System.Reflection;
using System.Xml.Linq;
using CpdCourse.Data;
using CpdCourse.Domain.Courses;
using CpdCourse.Linking;
using CpdCourse.Markup;

namespace CpdCourse.UnitTests.House;

/// <summary>The arrows of the decision "five projects", and the walls between the areas of Web.</summary>
public sealed class DependencyTests
{
    // Area → areas it may name, each for a reason.
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        // A post that stands elsewhere is listed by the verb that publishes one, and its links to our pages are read as those of a mention are.
        ["Blogs"] = ["Mentions", "Writing"],
        // Which page of ours an address names is read as it is for a mention.
        ["Embedding"] = ["Mentions"],
        // Setting up and the demo course open accounts and publish posts through the verbs that people use.
        ["Setup"] = ["Accounts", "Writing"],
        // A course that moves to the other database has its search index made anew there.
        ["Transfer"] = ["Search"],
    };

    // Hosting puts the areas together with the framework; each line says with what.
    private static readonly string[] HostingMayName =
    [
        // The sign-in cookie says which persona writes: a claims factory is Identity's place for that.
        "src/CpdCourse.Web/Hosting/IdentityHosting.cs: Accounts",
    ];

    public static TheoryData<string, string, string> Arrows() =>
        new()
        {
            { "CpdCourse.Domain", "", "" },
            {
                "CpdCourse.Data",
                "CpdCourse.Domain",
                "Microsoft.AspNetCore.Identity.EntityFrameworkCore, Microsoft.EntityFrameworkCore.Sqlite, Npgsql.EntityFrameworkCore.PostgreSQL"
            },
            { "CpdCourse.Markup", "", "AngleSharp, Markdig" },
            { "CpdCourse.Linking", "", "AngleSharp" },
            {
                "CpdCourse.Web",
                "CpdCourse.Data, CpdCourse.Domain, CpdCourse.Linking, CpdCourse.Markup",
                "System.CommandLine, YamlDotNet"
            },
        };

    [Theory]
    [MemberData(nameof(Arrows))]
    public void A_project_references_what_the_house_says_and_nothing_else(
        string project,
        string projects,
        string packages
    )
    {
        var file = XDocument.Parse(Sources.Read($"src/{project}/{project}.csproj"));

        Included(file, "ProjectReference")
            .Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/')))
            .Order(StringComparer.Ordinal)
            .ToArray()
            .ShouldBe(
                List(projects),
                $"{project} has another arrow to a project. A new one needs a decision in docs/decisions."
            );
        Included(file, "PackageReference")
            .Order(StringComparer.Ordinal)
            .ToArray()
            .ShouldBe(
                List(packages),
                $"{project} has other packages. A new one needs a line in its commit saying what it saves, and a line here."
            );
    }

    [Fact]
    public void The_domain_is_pure()
    {
        Foreign(typeof(Thing).Assembly, "System.", "netstandard")
            .ShouldBeEmpty("Domain knows no packages, no web server and no database.");
    }

    [Fact]
    public void Markup_knows_the_web_server_only_for_what_Razor_writes_as_it_is()
    {
        // SafeHtml is an IHtmlContent, so that Razor does not encode it once more.
        Foreign(typeof(Render).Assembly, "System.", "AngleSharp", "Markdig")
            .ShouldBe(["Microsoft.AspNetCore.Html.Abstractions"]);
    }

    [Fact]
    public void Linking_knows_no_web_server_and_no_database()
    {
        Foreign(typeof(WebAddress).Assembly, "System.", "AngleSharp")
            .ShouldBeEmpty("Linking parses hostile bytes and touches nothing else of the system.");
    }

    [Fact]
    public void Data_knows_databases_accounts_and_the_domain()
    {
        Foreign(
                typeof(CourseDb).Assembly,
                "System.",
                "Microsoft.EntityFrameworkCore",
                "Microsoft.Extensions.",
                "Microsoft.AspNetCore.Identity",
                "Microsoft.Data.Sqlite",
                "Npgsql"
            )
            .ShouldBe(["CpdCourse.Domain"]);
    }

    [Fact]
    public void An_area_of_Web_names_no_other_area()
    {
        var areas = AreaNames.All();
        var offenders =
            from source in Sources.In("src/CpdCourse.Web/Features", ".cs", ".cshtml")
            where source.Area is not null
            from named in AreaNames.In(source, areas)
            where
                named != source.Area
                && named != "Shared"
                && !(
                    Allowed.GetValueOrDefault(source.Area!)?.Contains(named, StringComparer.Ordinal)
                    ?? false
                )
            select $"{source.Path}: {named}";

        offenders
            .Distinct(StringComparer.Ordinal)
            .ShouldBeEmpty(
                "A file under Features/A names Features/B. Areas talk through verbs of the domain and events; what three of them need goes to Features/Shared."
            );
    }

    [Fact]
    public void Hosting_and_jobs_name_no_area()
    {
        var areas = AreaNames.All();
        var offenders =
            from source in Sources
                .In("src/CpdCourse.Web/Hosting", ".cs")
                .Concat(Sources.In("src/CpdCourse.Web/Jobs", ".cs"))
            from named in AreaNames.In(source, areas)
            where named != "Shared"
            select $"{source.Path}: {named}";

        offenders
            .Distinct(StringComparer.Ordinal)
            .Except(HostingMayName, StringComparer.Ordinal)
            .ShouldBeEmpty(
                "Hosting and Jobs serve every area and know none. Program.cs puts them together."
            );
    }

    private static IEnumerable<string> Included(XDocument file, string element) =>
        file.Descendants(element).Select(e => e.Attribute("Include")?.Value ?? "");

    private static string[] List(string names) =>
        names.Split(", ", StringSplitOptions.RemoveEmptyEntries);

    private static string[] Foreign(Assembly assembly, params string[] known) =>
        [
            .. assembly
                .GetReferencedAssemblies()
                .Select(a => a.Name!)
                .Where(name => !known.Any(k => name.StartsWith(k, StringComparison.Ordinal)))
                .Order(StringComparer.Ordinal),
        ];
}
