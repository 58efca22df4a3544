using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace CpdCourse.Linking.Microformats;

/// <summary>Writes what was read in the form that all parsers of microformats2 share, so that it can be compared.</summary>
public static class MicroformatsJson
{
    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        // A thing in a property of a thing is four levels of JSON.
        MaxDepth = 2048,
    };

    /// <summary>The canonical JSON; languages are a proposal that few parsers follow, and written only when asked for.</summary>
    public static string Write(MicroformatsPage page, bool withLanguage = false)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Options))
        {
            json.WriteStartObject();
            json.WriteStartArray("items");
            foreach (var item in page.Items)
            {
                json.WriteStartObject();
                Item(json, item, withLanguage);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartObject("rels");
            foreach (var (relation, urls) in page.Rels)
            {
                Texts(json, relation, urls);
            }

            json.WriteEndObject();
            json.WriteStartObject("rel-urls");
            foreach (var (url, about) in page.RelUrls)
            {
                Related(json, url, about);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static void Item(Utf8JsonWriter json, Microformat item, bool withLanguage)
    {
        Texts(json, "type", item.Types);
        json.WriteStartObject("properties");
        foreach (var (name, values) in item.Properties)
        {
            json.WriteStartArray(name);
            foreach (var value in values)
            {
                Value(json, value, withLanguage);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
        if (item.Children.Count > 0)
        {
            json.WriteStartArray("children");
            foreach (var child in item.Children)
            {
                json.WriteStartObject();
                Item(json, child, withLanguage);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        Text(json, "id", item.Id);
        Text(json, "lang", withLanguage ? item.Language : null);
    }

    private static void Value(Utf8JsonWriter json, PropertyValue value, bool withLanguage)
    {
        if (value is { Html: null, Alt: null, Item: null })
        {
            json.WriteStringValue(value.Text);
            return;
        }

        json.WriteStartObject();
        json.WriteString("value", value.Text);
        Text(json, "html", value.Html);
        Text(json, "alt", value.Alt);
        if (value.Item is { } item)
        {
            Item(json, item, withLanguage);
        }
        else
        {
            Text(json, "lang", withLanguage ? value.Language : null);
        }

        json.WriteEndObject();
    }

    private static void Related(Utf8JsonWriter json, string url, RelatedUrl about)
    {
        json.WriteStartObject(url);
        Texts(json, "rels", about.Rels);
        Text(json, "text", about.Text);
        Text(json, "title", about.Title);
        Text(json, "media", about.Media);
        Text(json, "hreflang", about.HrefLang);
        Text(json, "type", about.Type);
        json.WriteEndObject();
    }

    private static void Text(Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null)
        {
            json.WriteString(name, text);
        }
    }

    private static void Texts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }
}
