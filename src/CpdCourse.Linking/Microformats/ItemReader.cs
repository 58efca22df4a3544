using AngleSharp.Dom;

namespace CpdCourse.Linking.Microformats;

/// <summary>Finds the things on a page and reads each with all that is in it (parsing rules 1.2 "parse an element for class microformats").</summary>
internal sealed class ItemReader(PageReading page)
{
    /// <summary>The outermost things in an element, itself included.</summary>
    public IReadOnlyList<Microformat> Under(IElement element)
    {
        var items = new List<Microformat>();
        Find(element, items);
        return items;
    }

    private void Find(IElement element, List<Microformat> items)
    {
        if (element.LocalName == "template" || !page.Effort.Spend(1))
        {
            return;
        }

        var classes = ClassNames.Of(element);
        if (Item(element, classes, isInClassic: false, added: null) is { } item)
        {
            items.Add(item);
            return;
        }

        foreach (var child in element.Children)
        {
            Find(child, items);
        }
    }

    private Microformat? Item(
        IElement element,
        IReadOnlyList<string> classes,
        bool isInClassic,
        string? added
    )
    {
        var types = ClassNames.Roots(classes);
        if (types.Length > 0)
        {
            return Item(element, types, Scope.Modern);
        }

        types = ClassicFormats.Roots(classes, isInClassic);
        types = types.Length == 0 && added is not null ? [added] : types;
        return types.Length > 0 ? Item(element, types, new Scope(types)) : null;
    }

    private Microformat Item(IElement root, string[] types, Scope scope)
    {
        var draft = new ItemDraft();
        ReadInto(draft, root, scope);
        if (!scope.IsClassic)
        {
            Imply(draft, root);
        }

        return draft.Finish(types, root, page);
    }

    private void ReadInto(ItemDraft draft, IElement parent, Scope scope)
    {
        foreach (var element in parent.Children)
        {
            if (element.LocalName == "template" || !page.Effort.Spend(1))
            {
                continue;
            }

            var classes = ClassNames.Of(element);
            var properties = PropertiesOf(element, classes, scope);
            var added = properties.Select(p => p.Root).FirstOrDefault(r => r is not null);
            var item = Item(element, classes, scope.IsClassic, added);
            foreach (var property in properties)
            {
                // Each property is a copy of the thing for all who read the page, and copies of copies grow fast.
                page.Effort.Spend(item?.Weight ?? 0);
                Add(draft, property, element, item, scope);
            }

            if (item is null)
            {
                ReadInto(draft, element, scope);
            }
            else
            {
                draft.Nest(item, isValue: properties.Count > 0);
            }
        }
    }

    private static IReadOnlyList<ClassicProperty> PropertiesOf(
        IElement element,
        IReadOnlyList<string> classes,
        Scope scope
    ) =>
        scope.IsClassic
            ? ClassicFormats.Properties(element, classes, scope.ClassicTypes)
            : [.. ClassNames.Properties(classes).Select(p => new ClassicProperty(p))];

    private void Add(
        ItemDraft draft,
        ClassicProperty property,
        IElement element,
        Microformat? item,
        Scope scope
    )
    {
        if (property.Property.Prefix == Prefix.Date)
        {
            draft.AddDate(
                property,
                ValueClass.Date(element, page, scope),
                ValueClass.Text(element, page, scope, isDate: true)
                    ?? PropertyReader.Date(element, page),
                item
            );
            return;
        }

        var value = property.Property.Prefix switch
        {
            Prefix.Html => PropertyReader.Html(element, page) with { Item = item },
            Prefix.Url when item is null => PropertyReader.Url(element, page, scope),
            Prefix.Url => new PropertyValue(
                item.First("url")?.Text ?? PropertyReader.Url(element, page, scope).Text
            )
            {
                Item = item,
            },
            _ => new PropertyValue(item?.First("name")?.Text ?? Words(property, element, scope))
            {
                Item = item,
            },
        };
        draft.Add(property, value);
    }

    private string Words(ClassicProperty property, IElement element, Scope scope) =>
        scope.IsClassic
        && property.Property.Name == "category"
        && ClassicFormats.Tag(element, page) is { } tag
            ? tag
            : PropertyReader.Text(element, page, scope);

    private void Imply(ItemDraft draft, IElement root)
    {
        if (draft.ImpliesName)
        {
            draft.ImplyName(ImpliedProperties.Name(root, page));
        }

        if (!draft.ImpliesAddresses)
        {
            return;
        }

        if (ImpliedProperties.Photo(root, page) is { } photo)
        {
            draft.Add("photo", photo);
        }

        if (ImpliedProperties.Url(root, page) is { } url)
        {
            draft.Add("url", url);
        }
    }
}
