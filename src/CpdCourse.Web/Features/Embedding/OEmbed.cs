using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Xml;
using CpdCourse.Domain.Common;
using CpdCourse.Linking;
using CpdCourse.Web.Features.Mentions;
using CpdCourse.Web.Hosting;

namespace CpdCourse.Web.Features.Embedding;

/// <summary>Tells other programs how to show a page of ours (oEmbed 1.0): as a card in a frame that can do nothing but open a link.</summary>
internal sealed class OEmbed(FindCard cards, SiteSettings site)
{
    private const int Width = 600;
    private const int Height = 260;
    private const int Fresh = 300;

    // No script, no form, no cookie of ours, no way to move the page around it.
    private const string Sandbox = "allow-popups allow-popups-to-escape-sandbox";

    private static readonly XmlWriterSettings Xml = new()
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
    };

    public async Task<IResult> Answer(IQueryCollection asked, CancellationToken stop)
    {
        var format = asked["format"].ToString();
        if (format is not ("" or "json" or "xml"))
        {
            return Sentence("The format can be json or xml.", HttpStatusCode.NotImplemented);
        }

        if (
            WebAddress.Read(asked["url"]) is not { } url
            || Most(asked["maxwidth"], Width) is not { } width
            || Most(asked["maxheight"], Height) is not { } height
        )
        {
            return Sentence(
                "Say url=, the whole address of a page here; maxwidth and maxheight are numbers of pixels.",
                HttpStatusCode.BadRequest
            );
        }

        if (
            LocalPage.Read(url, site.Base) is not { } page
            || await cards.Of(page, stop) is not { } card
        )
        {
            return Sentence("There is no such page here.", HttpStatusCode.NotFound);
        }

        var facts = Facts(card, width, height);
        return format == "xml"
            ? Results.Bytes(InXml(facts), "text/xml; charset=utf-8")
            : Results.Bytes(InJson(facts), "application/json; charset=utf-8");
    }

    private List<(string Name, object Value)> Facts(Card card, int width, int height)
    {
        List<(string, object)> facts =
        [
            ("type", "rich"),
            ("version", "1.0"),
            ("title", card.Title),
            ("provider_name", card.Course),
            ("provider_url", site.Base.AbsoluteUri),
            ("cache_age", Fresh),
            ("html", Frame(card, width, height)),
            ("width", width),
            ("height", height),
        ];
        if (card.Author.Length > 0)
        {
            var author = site.Absolute(Addresses.Persona(card.Handle));
            facts.Insert(3, ("author_name", card.Author));
            facts.Insert(4, ("author_url", author.AbsoluteUri));
        }

        return facts;
    }

    private string Frame(Card card, int width, int height)
    {
        var source = site.Absolute(Addresses.Card(card.Address)).AbsoluteUri;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"<iframe src=\"{WebUtility.HtmlEncode(source)}\" title=\"{WebUtility.HtmlEncode(card.Title)}\" width=\"{width}\" height=\"{height}\" sandbox=\"{Sandbox}\" loading=\"lazy\"></iframe>"
        );
    }

    // The usual size, or less where there is less room; null for what is no size.
    private static int? Most(string? asked, int usual) =>
        string.IsNullOrEmpty(asked) ? usual
        : int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out var most)
        && most > 0
            ? Math.Min(most, usual)
        : null;

    private static byte[] InJson(List<(string Name, object Value)> facts) =>
        JsonSerializer.SerializeToUtf8Bytes(
            facts.ToDictionary(f => f.Name, f => f.Value, StringComparer.Ordinal)
        );

    private static byte[] InXml(List<(string Name, object Value)> facts)
    {
        using var memory = new MemoryStream();
        using (var xml = XmlWriter.Create(memory, Xml))
        {
            xml.WriteStartDocument(standalone: true);
            xml.WriteStartElement("oembed");
            foreach (var (name, value) in facts)
            {
                var text = Convert.ToString(value, CultureInfo.InvariantCulture);
                xml.WriteElementString(name, Text.Line(text));
            }

            xml.WriteEndElement();
            xml.WriteEndDocument();
        }

        return memory.ToArray();
    }

    private static IResult Sentence(string words, HttpStatusCode status) =>
        Results.Text(words, "text/plain; charset=utf-8", Encoding.UTF8, (int)status);
}
