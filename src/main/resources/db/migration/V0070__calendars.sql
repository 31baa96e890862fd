-- The days on which a company does not work.

CREATE TABLE holiday (
    tenant_id text NOT NULL DEFAULT current_tenant() REFERENCES tenant,
    id        uuid NOT NULL,
    day       date NOT NULL,
    name      text NOT NULL CONSTRAINT holiday_name CHECK (name <> ''),
    name_en   text,
    version   integer NOT NULL DEFAULT 0,
    PRIMARY KEY (tenant_id, id),
    CONSTRAINT holiday_day UNIQUE (tenant_id, day)
);
SELECT protect('holiday', 'SELECT, INSERT, UPDATE, DELETE');

-- What every company begins with, and may change. Days with a fixed date are those of the cabinet's list of holidays, with
-- National Labour Day, which the Labour Protection Act gives to employees; a day in lieu follows where one falls on a
-- weekend. The Buddhist days follow the Thai lunar calendar (2026 is a year with two eighth months, so that all come a month
-- later than usual; 2027 is a plain one): dates as published by the Bank of Thailand
-- (https://www.bot.or.th/th/financial-institutions-holiday.html) and, for 2027, as computed and cross-checked by
-- https://github.com/vacanza/holidays (calendars/thai.py). The ploughing ceremony is a holiday of the civil service only.
CREATE TABLE public_holiday (
    day     date PRIMARY KEY,
    name    text NOT NULL,
    name_en text NOT NULL
);
INSERT INTO public_holiday (day, name, name_en) VALUES
    ('2026-01-01', 'วันขึ้นปีใหม่', 'New Year''s Day'),
    ('2026-01-02', 'วันหยุดพิเศษ', 'Special holiday'),
    ('2026-03-03', 'วันมาฆบูชา', 'Makha Bucha Day'),
    ('2026-04-06', 'วันจักรี', 'Chakri Memorial Day'),
    ('2026-04-13', 'วันสงกรานต์', 'Songkran Festival'),
    ('2026-04-14', 'วันสงกรานต์', 'Songkran Festival'),
    ('2026-04-15', 'วันสงกรานต์', 'Songkran Festival'),
    ('2026-05-01', 'วันแรงงานแห่งชาติ', 'National Labour Day'),
    ('2026-05-04', 'วันฉัตรมงคล', 'Coronation Day'),
    ('2026-05-31', 'วันวิสาขบูชา', 'Visakha Bucha Day'),
    ('2026-06-01', 'ชดเชยวันวิสาขบูชา', 'Visakha Bucha Day (in lieu)'),
    ('2026-06-03', 'วันเฉลิมพระชนมพรรษาสมเด็จพระนางเจ้าสุทิดาฯ พระบรมราชินี', 'H.M. Queen Suthida''s Birthday'),
    ('2026-07-28', 'วันเฉลิมพระชนมพรรษาพระบาทสมเด็จพระเจ้าอยู่หัว', 'H.M. the King''s Birthday'),
    ('2026-07-29', 'วันอาสาฬหบูชา', 'Asarnha Bucha Day'),
    ('2026-07-30', 'วันเข้าพรรษา', 'Buddhist Lent Day'),
    ('2026-08-12', 'วันแม่แห่งชาติ', 'National Mother''s Day'),
    ('2026-10-13', 'วันนวมินทรมหาราช', 'Navamindra Maharaj Day'),
    ('2026-10-23', 'วันปิยมหาราช', 'King Chulalongkorn Memorial Day'),
    ('2026-12-05', 'วันพ่อแห่งชาติ', 'National Day and Father''s Day'),
    ('2026-12-07', 'ชดเชยวันพ่อแห่งชาติ', 'National Day and Father''s Day (in lieu)'),
    ('2026-12-10', 'วันรัฐธรรมนูญ', 'Constitution Day'),
    ('2026-12-31', 'วันสิ้นปี', 'New Year''s Eve'),
    ('2027-01-01', 'วันขึ้นปีใหม่', 'New Year''s Day'),
    ('2027-02-21', 'วันมาฆบูชา', 'Makha Bucha Day'),
    ('2027-02-22', 'ชดเชยวันมาฆบูชา', 'Makha Bucha Day (in lieu)'),
    ('2027-04-06', 'วันจักรี', 'Chakri Memorial Day'),
    ('2027-04-13', 'วันสงกรานต์', 'Songkran Festival'),
    ('2027-04-14', 'วันสงกรานต์', 'Songkran Festival'),
    ('2027-04-15', 'วันสงกรานต์', 'Songkran Festival'),
    ('2027-05-01', 'วันแรงงานแห่งชาติ', 'National Labour Day'),
    ('2027-05-03', 'ชดเชยวันแรงงานแห่งชาติ', 'National Labour Day (in lieu)'),
    ('2027-05-04', 'วันฉัตรมงคล', 'Coronation Day'),
    ('2027-05-20', 'วันวิสาขบูชา', 'Visakha Bucha Day'),
    ('2027-06-03', 'วันเฉลิมพระชนมพรรษาสมเด็จพระนางเจ้าสุทิดาฯ พระบรมราชินี', 'H.M. Queen Suthida''s Birthday'),
    ('2027-07-18', 'วันอาสาฬหบูชา', 'Asarnha Bucha Day'),
    ('2027-07-19', 'วันเข้าพรรษา', 'Buddhist Lent Day'),
    ('2027-07-20', 'ชดเชยวันอาสาฬหบูชา', 'Asarnha Bucha Day (in lieu)'),
    ('2027-07-28', 'วันเฉลิมพระชนมพรรษาพระบาทสมเด็จพระเจ้าอยู่หัว', 'H.M. the King''s Birthday'),
    ('2027-08-12', 'วันแม่แห่งชาติ', 'National Mother''s Day'),
    ('2027-10-13', 'วันนวมินทรมหาราช', 'Navamindra Maharaj Day'),
    ('2027-10-23', 'วันปิยมหาราช', 'King Chulalongkorn Memorial Day'),
    ('2027-10-25', 'ชดเชยวันปิยมหาราช', 'King Chulalongkorn Memorial Day (in lieu)'),
    ('2027-12-05', 'วันพ่อแห่งชาติ', 'National Day and Father''s Day'),
    ('2027-12-06', 'ชดเชยวันพ่อแห่งชาติ', 'National Day and Father''s Day (in lieu)'),
    ('2027-12-10', 'วันรัฐธรรมนูญ', 'Constitution Day'),
    ('2027-12-31', 'วันสิ้นปี', 'New Year''s Eve');

-- With the owner's rights: who makes a tenant may belong to another, or to none.
CREATE FUNCTION give_holidays() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
    INSERT INTO holiday (tenant_id, id, day, name, name_en)
    SELECT NEW.id, gen_random_uuid(), day, name, name_en FROM public_holiday;
    RETURN NEW;
END $$;
CREATE TRIGGER tenant_holidays AFTER INSERT ON tenant FOR EACH ROW EXECUTE FUNCTION give_holidays();
INSERT INTO holiday (tenant_id, id, day, name, name_en)
SELECT t.id, gen_random_uuid(), h.day, h.name, h.name_en FROM tenant t CROSS JOIN public_holiday h;
