using AngleSharp.Dom;

namespace CpdCourse.Linking.Microformats;

/// <summary>A thing while it is read.</summary>
internal sealed class ItemDraft
{
    private readonly Dictionary<string, List<PropertyValue>> properties = new(
        StringComparer.Ordinal
    );
    private readonly List<(string Name, PropertyValue Value)> fallbacks = [];
    private readonly List<(List<PropertyValue> Values, int Index, DateParts Parts)> dateless = [];
    private readonly List<Microformat> children = [];
    private readonly HashSet<Prefix> prefixes = [];
    private bool hasNested;
    private bool isNameImplied;
    private long weight = 10;
    private string? date;

    /// <summary>Whether nothing says what the name is or could be.</summary>
    public bool ImpliesName =>
        !hasNested
        && !prefixes.Contains(Prefix.Text)
        && !prefixes.Contains(Prefix.Html)
        && !properties.ContainsKey("name");

    /// <summary>Whether nothing says an address or a photo.</summary>
    public bool ImpliesAddresses => !hasNested && !prefixes.Contains(Prefix.Url);

    /// <summary>Notes a thing inside this one.</summary>
    public void Nest(Microformat item, bool isValue)
    {
        hasNested = true;
        if (!isValue)
        {
            children.Add(item);
            weight += item.Weight;
        }
    }

    public void Add(ClassicProperty property, PropertyValue value)
    {
        prefixes.Add(property.Property.Prefix);
        if (property.IsFallback)
        {
            fallbacks.Add((property.Property.Name, value));
        }
        else
        {
            Add(property.Property.Name, value);
        }
    }

    public void ImplyName(string name)
    {
        isNameImplied = true;
        Add("name", new PropertyValue(name));
    }

    public List<PropertyValue> Add(string name, PropertyValue value)
    {
        if (!properties.TryGetValue(name, out var values))
        {
            values = [];
            properties.Add(name, values);
        }

        values.Add(value);
        weight += 10L + value.Text.Length + (value.Html?.Length ?? 0) + (value.Item?.Weight ?? 0);
        return values;
    }

    /// <summary>
    /// Adds a date. A time alone that was put together from values is on the day of the date before it, or else of the first one after it. One that was written
    /// in one piece is on the day before it when it is nothing but digits: "9pm" is left as it is, and so is "02:30" where it says how long.
    /// </summary>
    public void AddDate(
        ClassicProperty property,
        DateParts? parts,
        string written,
        Microformat? item
    )
    {
        var isAssembled = parts is { Date: not null } or { Time: not null };
        var known = isAssembled ? parts : DateParts.Read(written);
        var isTime =
            known is { Date: null, Time: not null }
            && property.Property.Name != "duration"
            && !written.Any(c => char.IsAsciiLetter(c) && c is not 'Z');
        var joined = isAssembled || isTime ? known?.Join(date) : null;
        var value = new PropertyValue(joined ?? written) { Item = item };
        if (property.IsFallback)
        {
            Add(property, value);
        }
        else
        {
            prefixes.Add(Prefix.Date);
            var values = Add(property.Property.Name, value);
            if (isAssembled && joined is null)
            {
                dateless.Add((values, values.Count - 1, parts!));
            }
        }

        Notice(known?.Date);
    }

    public Microformat Finish(string[] types, IElement root, PageReading page)
    {
        foreach (
            var late in fallbacks.GroupBy(f => f.Name).Where(g => !properties.ContainsKey(g.Key))
        )
        {
            properties.Add(late.Key, [.. late.Select(f => f.Value)]);
        }

        return new Microformat(
            types,
            properties.ToDictionary(
                p => p.Key,
                IReadOnlyList<PropertyValue> (p) => p.Value,
                StringComparer.Ordinal
            ),
            children
        )
        {
            Id = root.GetAttribute("id") is { Length: > 0 } id ? id : null,
            Language = Languages.Of(root, page),
            IsNameImplied = isNameImplied,
            Weight = (int)Math.Min(weight, int.MaxValue),
        };
    }

    private void Notice(string? seen)
    {
        if (seen is null)
        {
            return;
        }

        date = seen;
        foreach (var (values, index, parts) in dateless)
        {
            values[index] = values[index] with { Text = parts.Join(seen)! };
        }

        dateless.Clear();
    }
}
