using System.Text.Json.Nodes;
using CpdCourse.Linking.Microformats;

namespace CpdCourse.UnitTests.Linking;

/// <summary>cases/microformats/*.txt: "# what the case says", a page, "=&gt;", and what is to be read: all items, the relations, or the properties of the only item (null: it has no such property).</summary>
public sealed class MicroformatsTests
{
    private static readonly Uri Here = new("https://blog.example/2012/post");

    public static TheoryData<string, string> Names
    {
        get
        {
            var names = new TheoryData<string, string>();
            foreach (var (file, name, _, _) in All())
            {
                names.Add(file, name);
            }

            return names;
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void P2_19_a_page_is_read_as_its_case_says(string file, string name)
    {
        var (_, _, html, expected) = All().Single(c => c.File == file && c.Name == name);
        var page = MicroformatsReader.Read(html, Here).ShouldNotBeNull();
        var read = JsonNode.Parse(MicroformatsJson.Write(page))!.AsObject();

        JsonNode? compared = expected switch
        {
            JsonArray => read["items"],
            JsonObject o when o.ContainsKey("rels") => Without(read, "items"),
            _ => read["items"]!.AsArray().ShouldHaveSingleItem()!["properties"],
        };
        var wanted = expected is JsonObject properties ? Said(properties) : expected;
        JsonNode.DeepEquals(compared, wanted).ShouldBeTrue(compared!.ToJsonString());
    }

    [Fact]
    public void Every_case_has_a_name_of_its_own() =>
        All().Select(c => (c.File, c.Name)).ShouldBeUnique();

    [Fact]
    public void A_language_is_read_and_written_when_asked_for()
    {
        var page = Read(
            """<html lang="en"><div class="h-entry" lang="fr"><p class="p-name">T</p><div class="e-content" lang="de">Ja</div></div><p class="h-card">A</p>"""
        );

        MicroformatsJson.Write(page).ShouldNotContain("lang");
        var items = JsonNode.Parse(MicroformatsJson.Write(page, withLanguage: true))!["items"]!;
        items[0]!["lang"]!.GetValue<string>().ShouldBe("fr");
        items[0]!["properties"]!["content"]![0]!["lang"]!.GetValue<string>().ShouldBe("de");
        items[1]!["lang"]!.GetValue<string>().ShouldBe("en");
    }

    [Fact]
    public void The_language_of_a_page_may_stand_in_a_meta_element() =>
        Read("""<meta http-equiv="Content-Language" content="cy"><p class="h-card">A</p>""")
            .Items[0]
            .Language.ShouldBe("cy");

    [Fact]
    public void Everything_on_a_page_is_listed_once()
    {
        var page = Read(
            """<div class="h-feed"><div class="h-entry"><p class="p-author u-owner h-card">Amara</p></div><p class="h-entry">B</p></div><p class="h-card">C</p>"""
        );

        page.All()
            .Select(i => i.Types[0])
            .ShouldBe(["h-feed", "h-entry", "h-card", "h-entry", "h-card"]);
    }

    private static MicroformatsPage Read(string html) =>
        MicroformatsReader.Read(html, Here).ShouldNotBeNull();

    private static IEnumerable<(string File, string Name, string Html, JsonNode Expected)> All() =>
        from path in Repository.Cases("microformats")
        from text in ("\n" + File.ReadAllText(path)).Split("\n# ").Skip(1)
        let head = text.Split('\n', 2)
        let sides = head[1].Split("\n=>\n", 2)
        select (
            Path.GetFileNameWithoutExtension(path),
            head[0],
            sides[0],
            JsonNode.Parse(sides[1])!
        );

    private static JsonObject Said(JsonObject properties) =>
        new(
            properties
                .Where(p => p.Value is not null)
                .Select(p => KeyValuePair.Create(p.Key, p.Value?.DeepClone()))
        );

    private static JsonObject Without(JsonObject read, string name)
    {
        read.Remove(name);
        return read;
    }
}
